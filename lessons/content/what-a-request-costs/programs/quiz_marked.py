from asgiref.sync import iscoroutinefunction, markcoroutinefunction


class Layer:
    async def __call__(self, request):
        return "ok"


async def function(request):
    return "ok"


plain, marked = Layer(), Layer()
markcoroutinefunction(marked)
ask = iscoroutinefunction
print(f"a class {ask(plain)}, marked {ask(marked)}, ", end="")
print(f"a function {ask(function)}")
