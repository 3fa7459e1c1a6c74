using Orleans.Storage;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>Words a conflict without the grain's key, which may be a patient's.</summary>
internal static class StateConflict
{
    internal static InconsistentStateException Of(
        GrainId grainId, string stateName, string? storedEtag, string? currentEtag) =>
        new(
            $"The state \"{stateName}\" of a {grainId.Type} grain was written by somebody else: "
            + $"stored ETag {storedEtag ?? "none"}, held ETag {currentEtag ?? "none"}.",
            storedEtag,
            currentEtag);
}
