FROM alpine:3.18
RUN apk add --no-cache font-noto-cjk
COPY reader /usr/bin/reader
ENTRYPOINT ["/usr/bin/reader"]
