"""An exercise for the small course: half of a number."""

from tests.lessons.course import Course

START = "def half(number):\n    return number\n"
SOLUTION = "def half(number):\n    return number / 2\n"
CHECK = '''\
import unittest

import half
import numbers_given


class Halves(unittest.TestCase):
    def test_half(self):
        """Half of a number

        Look at: return
        Hint: 2
        """
        for number in numbers_given.GIVEN:
            self.assertEqual(half.half(number), number / 2, f"half of {number} is not {half.half(number)}")
'''
CONTAINER = """\
::::: task Halve it
:::: exercise half.py start=half_start.py check=half_check.py solution=half_done.py
::: hint 1
Divide.
:::

::: hint 2
`number / 2`
:::
::::
:::::"""


def add_exercise(course: Course) -> None:
    course.edit("tiny/project.md", "{#step-1}\n\nWords.", f"{{#step-1}}\n\n{CONTAINER}")
    for name, text in (("start", START), ("done", SOLUTION), ("check", CHECK)):
        course.write(f"tiny/programs/half_{name}.py", text)
    course.write("tiny/programs/numbers_given.py", "GIVEN = [4, 10]\n")
