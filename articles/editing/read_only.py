"""What the desk shows and does not write."""

from django.contrib import admin


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class Unalterable(ReadOnly):
    def has_delete_permission(self, request, obj=None):
        return False
