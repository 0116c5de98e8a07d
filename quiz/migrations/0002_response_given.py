"""A response holds any type's answer: what was the id of an option becomes the same id as JSON."""

from typing import Any

from django.db import migrations, models

AT_ONCE = 2000


def ids_to_answers(apps: Any, schema_editor: Any) -> None:
    Response = apps.get_model("quiz", "Response")
    batch = []
    for response in Response.objects.only("option_id").iterator(AT_ONCE):
        response.given = response.option_id
        batch.append(response)
        if len(batch) == AT_ONCE:
            Response.objects.bulk_update(batch, ["given"])
            batch = []
    Response.objects.bulk_update(batch, ["given"])


def answers_to_ids(apps: Any, schema_editor: Any) -> None:
    """Only a choice's answer is an id; others cannot go back and stop the way back, so that none is lost."""
    Response = apps.get_model("quiz", "Response")
    for response in Response.objects.only("given").iterator(AT_ONCE):
        if not isinstance(response.given, str):
            raise ValueError(f"response {response.pk} is not the id of an option: it would be lost")
        response.option_id = response.given
        response.save(update_fields=["option_id"])


class Migration(migrations.Migration):
    dependencies = [("quiz", "0001_initial")]

    operations = [
        migrations.AddField("response", "given", models.JSONField(null=True)),
        migrations.AlterField("response", "option_id", models.CharField(max_length=80, default="")),
        migrations.RunPython(ids_to_answers, answers_to_ids),
        migrations.RemoveField("response", "option_id"),
        migrations.AlterField("response", "given", models.JSONField()),
    ]
