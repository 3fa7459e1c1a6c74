namespace PatientFlow.Warehouse;

/// <summary>One access to a patient's data, or its refusal, as the audit trail of a silo has it.</summary>
/// <param name="Chain">The trail: the hash of its first record.</param>
/// <param name="Sequence">Number of the record in its trail, from 0 without gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Who">The caller; null for somebody who did not say.</param>
/// <param name="Client">The program that asked for them.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path of the request.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Previous">Hash of the record before.</param>
/// <param name="Hash">Its own hash.</param>
public sealed record AccessRow(
    string Chain, long Sequence, DateTime At, string? Who, string? Client, string Address, string Method, string Path,
    string? Why, int Status, string Previous, string Hash);

/// <summary>Who saw what of which patient: written by each silo from its audit trail, and by no export.</summary>
public static class AccessTable
{
    /// <summary>One row a record.</summary>
    public static Table<AccessRow> Access { get; } = new()
    {
        Path = "audit/access",
        Comment = "Each access to a patient's data and each refusal, one row each; a chain of hashes per silo.",
        AppendOnly = true,
        Columns =
        [
            new TextOf<AccessRow>("chain", false, "The audit trail of a silo: the hash of its first record.", r => r.Chain),
            new LongOf<AccessRow>("sequence", false, "Number of the record in its trail; from 0 without gaps.", r => r.Sequence),
            new TimestampOf<AccessRow>("accessed_at", false, "When the request was answered.", r => r.At),
            new TextOf<AccessRow>("who", true, "Subject of the token, or id of the key; null for somebody who did not say.", r => r.Who),
            new TextOf<AccessRow>("client", true, "The program that asked, as the token says.", r => r.Client),
            new TextOf<AccessRow>("address", false, "Where the request came from.", r => r.Address),
            new TextOf<AccessRow>("method", false, "HTTP method.", r => r.Method),
            new TextOf<AccessRow>("path", false, "Path of the request, which names the patient, department or bed; of a search with id_prefix, what was sought.", r => r.Path),
            new TextOf<AccessRow>("why", true, "The reason that was given for a patient outside the caller's part of the network.", r => r.Why),
            new IntegerOf<AccessRow>("http_status", false, "HTTP status of the answer: 200 seen, 401 and 403 refused, 404 none or outside, 429 too many requests.", r => r.Status),
            new TextOf<AccessRow>("previous_hash", false, "Hash of the record before.", r => r.Previous),
            new TextOf<AccessRow>("hash", false, "SHA-256 over the record as the trail has it.", r => r.Hash),
        ],
    };
}
