# syntax=docker/dockerfile:1
# The silo and the tools, non-root, on a chiseled Ubuntu: no shell, no package manager. The root file system may be read-only; what is
# written goes to /data (a volume) and /tmp.
ARG DOTNET=10.0

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET}-noble AS build
RUN mkdir -p /data
WORKDIR /src
COPY . .
# The silo last: where it and a tool bring the same library, its copy stays, compiled ahead of time.
RUN for project in tools/*/*.csproj; do \
      dotnet publish "$project" -c Release -o /app -p:UseAppHost=false -p:DebugType=none || exit 1; done && \
    dotnet publish silo/PatientFlow.Silo.csproj -c Release -o /app -p:UseAppHost=false -p:DebugType=none \
      --use-current-runtime --self-contained false -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/image.lock.json

# What is in it, as CycloneDX: a bill of materials for each program, from what was just published.
RUN dotnet tool restore && for project in tools/*/*.csproj silo/PatientFlow.Silo.csproj; do \
      dotnet tool run dotnet-CycloneDX "$project" --disable-package-restore --output-format Json --output /app/sbom \
        --filename "$(basename "$project" .csproj).json" --set-name "$(basename "$project" .csproj)" || exit 1; done

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
ENV DOTNET_EnableDiagnostics=0
USER 1654:1654
WORKDIR /data
VOLUME /data
# Health probes only; the API listens on loopback inside the container.
EXPOSE 8081
ENTRYPOINT ["dotnet", "/app/PatientFlow.Silo.dll"]
CMD ["silo", "--data", "/data", "--health-port", "8081"]
