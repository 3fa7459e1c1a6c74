namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>A record as it is in the file.</summary>
internal sealed record StateRecord(long Etag, byte[] Bytes);
