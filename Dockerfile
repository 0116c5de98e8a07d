# The site as one image: Daphne, hashed static files, no build tools, no root.
FROM node:22-slim AS packages
WORKDIR /site
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /site
COPY pyproject.toml constraints.txt README.md manage.py ./
COPY platform platform
COPY lessons lessons
COPY quiz quiz
RUN pip install --constraint constraints.txt --editable '.[services]'
COPY --from=packages /site/node_modules node_modules
COPY templates templates
COPY static static
# The key of the build serves collectstatic only; the running site is given its own.
RUN SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system firstbyte && chown -R firstbyte var
USER firstbyte
EXPOSE 8000
CMD ["sh", "-c", "python manage.py prepare && exec daphne --bind 0.0.0.0 --port 8000 --verbosity 0 firstbyte.asgi:application"]
