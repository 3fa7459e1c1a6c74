namespace Orleans.Embedded.Sqlite;

/// <summary>A record as it is in the file.</summary>
internal sealed record StateRecord(long Etag, byte[] Bytes);
