using System.Collections.Immutable;

namespace PatientFlow.Silo.Security.Keys;

/// <summary>A key of a machine, as the file of keys has it: without the secret itself.</summary>
/// <param name="Id">Identifies the key in lists and audit records; 12 letters and digits.</param>
/// <param name="Name">What it is for, in the words of who made it.</param>
/// <param name="Hash">SHA-256 of the whole key, in base64.</param>
/// <param name="Roles">Names of roles.</param>
/// <param name="Hospitals">Numbers of hospitals, or <c>*</c>.</param>
/// <param name="Departments">Keys of departments.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">From when on it is refused, UTC; null for never.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null if it is not.</param>
internal sealed record ApiKey(
    string Id, string Name, string Hash, ImmutableArray<string> Roles, ImmutableArray<string> Hospitals,
    ImmutableArray<string> Departments, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt)
{
    /// <summary>Whether it is accepted at a time.</summary>
    public bool IsGood(DateTime now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}
