# docker build -t boussole .
# For both architectures: docker buildx build --platform linux/amd64,linux/arm64 -t boussole .
FROM node:24-slim AS build
# no: without the fonts for Chinese, Japanese and Korean in exported files, 100 MB less.
ARG CJK_FONTS=yes
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY vite.config.ts tsconfig.base.json LICENSE ./
COPY server server
COPY shared shared
COPY client client
RUN npm run image -- /boussole $(test "$CJK_FONTS" = no && echo --without-cjk-fonts)

FROM node:24-slim
# The image has no other files of ours than those that "npm run image" writes.
COPY --from=build /boussole /boussole
RUN mkdir -m 700 /data && chown node:node /data
WORKDIR /boussole
USER node
# The root of the file system may be read-only: everything that has to stay is in /data.
ENV DATA_DIR=/data NODE_ENV=production NODE_COMPILE_CACHE=/tmp/boussole
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
