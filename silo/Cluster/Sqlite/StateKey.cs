namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>Names a record.</summary>
internal readonly record struct StateKey(string GrainType, string GrainKey, string StateName);
