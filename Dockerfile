# syntax=docker/dockerfile:1
# The silo, non-root, on a chiseled Ubuntu: no shell, no package manager. The root file system may be read-only; what is
# written goes to /data (a volume) and /tmp.
ARG DOTNET=10.0

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET}-noble AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends librdkafka1 \
 && rm -rf /var/lib/apt/lists/* \
 # librdkafka and what it needs beyond the C library, which the runtime image has.
 && mkdir -p /native /data \
 && library=$(ldconfig -p | awk '/librdkafka\.so\.1 /{print $NF; exit}') \
 && cp -L "$library" /native/ \
 && ldd "$library" | awk '$3 ~ /^\// && $1 !~ /^(libc|libm|libdl|librt|libpthread|libresolv)\.so/ {print $3}' \
    | xargs -I{} cp -L {} /native/
WORKDIR /src
COPY . .
RUN dotnet publish silo/PatientFlow.Silo.csproj -c Release -o /app -p:UseAppHost=false -p:DebugType=none

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled
COPY --from=build /native /usr/lib/patientflow
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
ENV LD_LIBRARY_PATH=/usr/lib/patientflow \
    DOTNET_EnableDiagnostics=0
USER 1654:1654
WORKDIR /data
VOLUME /data
# Health probes only; the API listens on loopback inside the container.
EXPOSE 8081
ENTRYPOINT ["dotnet", "/app/PatientFlow.Silo.dll"]
CMD ["silo", "--data", "/data", "--health-port", "8081"]
