from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_comments_and_expert_links'),
        ('articles', '0019_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('xact', models.BigIntegerField(unique=True)),
                ('moves', models.BigIntegerField(default=1)),
            ],
        ),
    ]
