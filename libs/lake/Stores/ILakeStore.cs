namespace PatientFlow.Lake.Stores;

/// <summary>
/// A folder of immutable files, with the one operation that makes commits safe: put if absent. Paths are relative to
/// the root, with '/' between segments, as they are on disk (not URI-encoded). Safe for use by many threads.
/// Every method throws <see cref="LakeStoreException"/> if the store fails.
/// </summary>
public interface ILakeStore
{
    /// <summary>Where the root is, for people and error messages.</summary>
    string Location { get; }

    /// <summary>Reads a whole file; null if there is none.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Reads part of a file into a buffer.</summary>
    /// <returns>Bytes read: fewer than the buffer only at the end of the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    Task<int> ReadRangeAsync(string path, long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>All files below a folder ("" for the root), in subfolders too, in no promised order.</summary>
    IAsyncEnumerable<StoreEntry> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a file that must not exist yet: of any number of racing writers exactly one gets true, and a reader
    /// sees the whole file or none. Durable when it returns true. After an exception the outcome is unknown.
    /// </summary>
    /// <returns>False if the file exists already, whoever wrote it.</returns>
    Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a file, replacing it if it exists; a reader sees the old or the new one, never a mix.
    /// </summary>
    Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Starts a file that is written in pieces and appears, whole and durable, when it is completed.</summary>
    Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Deletes a file; no error if there is none.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken);
}
