from candidates.models.candidate import Candidate, Cover
from candidates.models.employer import Employer
from candidates.models.interview import Contact, Interview

__all__ = ["Candidate", "Contact", "Cover", "Employer", "Interview"]
