from accounts.models.audit import AuditEntry
from accounts.models.office import Office, Region
from accounts.models.user import User

__all__ = ["AuditEntry", "Office", "Region", "User"]
