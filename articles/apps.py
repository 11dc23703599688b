from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("The desk")  # beside the list of articles, which stands below it
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from axes.signals import user_locked_out

        import portal.checks  # noqa: F401 (registers what is asked before the portal goes on a server)

        from .editing.roles import keep_roles
        from .entering.locking import note_locked_out
        from .entering.staying import begin
        from .models.movement import drop_triggers, keep_triggers
        from .recording.accounts import listen
        from .recording.guarding import keep_guard

        pre_migrate.connect(drop_triggers, sender=self)
        post_migrate.connect(keep_triggers, sender=self)
        post_migrate.connect(keep_guard, sender=self)
        listen()
        post_migrate.connect(keep_roles, sender=self)
        user_logged_in.connect(begin)
        user_locked_out.connect(note_locked_out)
