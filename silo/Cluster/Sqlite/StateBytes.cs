using Orleans.Storage;

namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>Lets the SQLite store, which knows bytes, use Orleans' serialisers, which know BinaryData.</summary>
internal static class StateBytes
{
    /// <summary>The value of the bytes.</summary>
    public static T? Deserialize<T>(this IGrainStorageSerializer serializer, byte[] bytes) =>
        serializer.Deserialize<T>(BinaryData.FromBytes(bytes));
}
