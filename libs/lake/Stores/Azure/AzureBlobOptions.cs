using Azure.Core;
using Azure.Storage.Blobs;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// How requests are retried: by default four times with growing waits on 408, 429, 5xx and lost connections. A retry
/// of a write may find that the first attempt had landed; commits know their own by reading back.
/// </summary>
public sealed class AzureBlobOptions : BlobClientOptions
{
    // Everything that is asked for is in this version, and emulators refuse versions that are newer than themselves.
    private const ServiceVersion Spoken = ServiceVersion.V2021_12_02;

    /// <summary>The defaults.</summary>
    public AzureBlobOptions() : base(Spoken)
    {
        Retry.MaxRetries = 4;
        Retry.Mode = RetryMode.Exponential;
        Retry.Delay = TimeSpan.FromMilliseconds(200);
        Retry.MaxDelay = TimeSpan.FromSeconds(5);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
    }
}
