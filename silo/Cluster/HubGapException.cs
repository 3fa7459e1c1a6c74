namespace PatientFlow.Silo.Cluster;

/// <summary>A partition of a hub lacks events that the lake lacks too; it is not read until a person has decided.</summary>
internal sealed class HubGapException(string message) : Exception(message);
