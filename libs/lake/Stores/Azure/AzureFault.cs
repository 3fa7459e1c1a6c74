using Azure;
using Azure.Identity;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// What the client of the service throws, in the words of a store. A refusal keeps its status and code and nothing
/// else: its answer may quote the string that was signed.
/// </summary>
internal static class AzureFault
{
    /// <summary>Whether the file does not exist. A missing container is a failure instead.</summary>
    public static bool IsMissing(RequestFailedException answer) =>
        answer.Status == 404 && answer.ErrorCode is not "ContainerNotFound";

    /// <summary>Whether the name is taken. 412 means the same as 409 if the condition was checked elsewhere.</summary>
    public static bool IsTaken(RequestFailedException answer) =>
        answer.Status == 412 || (answer.Status == 409 && answer.ErrorCode is "BlobAlreadyExists" or null);

    /// <summary>The failure to report; null if the fault is not the service's, or the caller cancelled.</summary>
    public static LakeStoreException? Of(Exception thrown, string where, CancellationToken cancellationToken) =>
        thrown switch
        {
            RequestFailedException { Status: > 0 } answer => new LakeStoreException(
                $"{where}: {answer.Status} {answer.ErrorCode ?? answer.GetRawResponse()?.ReasonPhrase}",
                transient: answer.Status is 408 or 429 or >= 500),
            AuthenticationFailedException e => new LakeStoreException(
                $"{where}: no token: {FirstLine(e.Message)}", transient: e is not CredentialUnavailableException, e),
            AggregateException { InnerExceptions: [.., var last] } e => Of(last, where, cancellationToken)
                ?? new LakeStoreException($"{where}: {last.Message}", transient: true, e),
            RequestFailedException or IOException =>
                new LakeStoreException($"{where}: {thrown.Message}", transient: true, thrown),
            OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                new LakeStoreException($"{where}: {thrown.Message}", transient: true, thrown),
            _ => null,
        };

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
