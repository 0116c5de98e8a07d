import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, Q
from django.http import HttpResponse, JsonResponse
from django.urls import path

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="not a secret",
    INSTALLED_APPS=[__name__],
    DATABASES={"default": SQLITE},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Customer(models.Model):
    name = models.TextField()


class Lamp(models.Model):
    name = models.TextField()
    left = models.PositiveIntegerField()


class Order(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)
    lamp = models.ForeignKey(Lamp, models.CASCADE)


# [orders]
async def orders(request):
    """Who has ordered what, as "desk lamp for Ada"."""
    lines = []
    loaded = Order.objects.select_related("lamp", "customer")
    async for order in loaded.order_by("pk"):
        lines.append(f"{order.lamp.name} for {order.customer.name}")
    return JsonResponse({"orders": lines})


# [/orders]


# [stock]
async def stock(request):
    """How many kinds of lamps there are, and how many are sold out."""
    found = await Lamp.objects.aaggregate(
        kinds=Count("pk"),
        sold_out=Count("pk", filter=Q(left=0)),
    )
    return JsonResponse(found)


# [/stock]


# [buy]
@transaction.atomic
def place(lamp):
    Order.objects.create(customer_id=1, lamp_id=lamp)
    Lamp.objects.filter(pk=lamp).update(left=F("left") - 1)


async def buy(request, lamp):
    """An order of customer 1, for one lamp."""
    try:
        await sync_to_async(place)(lamp)
    except IntegrityError:
        return HttpResponse("sold out", status=409)
    return HttpResponse("bought")


# [/buy]

urlpatterns = [
    path("orders", orders),
    path("stock", stock),
    path("buy/<int:lamp>", buy),
]
