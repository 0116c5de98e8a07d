"""Step 4: a mail after the commit."""

import project_mail
from project_tables import ShopTest


class Mail(ShopTest):
    def setUp(self):
        super().setUp()
        project_mail.sent.clear()

    def test_one_mail(self):
        """A purchase sends one mail

        Look at: return HttpResponse("bought")
        Hint: 1
        """
        self.client.get("/buy/1")
        sent = len(project_mail.sent)
        self.assertEqual(sent, 1, f"{sent} mails were sent, not 1")

    def test_after_the_commit(self):
        """No transaction is open while the mail is sent

        Look at: send_mail
        Hint: 2
        """
        self.client.get("/buy/1")
        inside = [is_open for _, is_open in project_mail.sent]
        self.assertEqual(inside, [False], f"a transaction was open at each mail: {inside}, not [False]")

    def test_none_if_sold_out(self):
        """Nobody is written to for a lamp that is sold out

        Look at: send_mail
        Hint: 3
        """
        self.client.get("/buy/3")
        sent = len(project_mail.sent)
        self.assertEqual(sent, 0, f"{sent} mails for a purchase that was taken back")
