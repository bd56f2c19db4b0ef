FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /desk

COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt

COPY . .
# The settings want values; these stand in while static files are collected, and stay in no layer.
RUN SECRET_KEY=only-while-the-image-is-built-0123456789 SUPPRESSION_KEY=only-while-the-image-is-built-9876543210 \
    SITE_URL=https://localhost ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:////tmp/none \
    REDIS_URL=redis://localhost EMAIL_URL=smtp://localhost \
    python manage.py collectstatic --noinput \
    && useradd --system --no-create-home --shell /usr/sbin/nologin desk

USER desk
EXPOSE 8000
CMD ["gunicorn", "--config", "gunicorn.conf.py", "workforce.wsgi"]
