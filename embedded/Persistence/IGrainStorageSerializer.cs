namespace Orleans.Storage;

/// <summary>Turns state into bytes and back.</summary>
/// <remarks>Bytes are plain memory here, where Orleans uses BinaryData, so that no package is needed.</remarks>
public interface IGrainStorageSerializer
{
    /// <summary>The bytes of a value; the caller owns them.</summary>
    ReadOnlyMemory<byte> Serialize<T>(T? input);

    /// <summary>The value of the bytes.</summary>
    T? Deserialize<T>(ReadOnlyMemory<byte> input);
}
