using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// Pseudonyms of patients: HMAC-SHA256 of the id with a secret key, different for each purpose. With the same key, a
/// patient has the same pseudonym and shift in every run.
/// </summary>
internal sealed class Pseudonyms(byte[] key)
{
    /// <summary>Maximum number of days by which a patient's dates are moved back; a year hides the season.</summary>
    public const int ShiftDaysMax = 365;

    private const int IdBytes = 16;

    /// <summary>Returns the pseudonym of a text id: 32 hexadecimal digits.</summary>
    public string Id(string purpose, string id) => Convert.ToHexStringLower(Hash(purpose, id).AsSpan(0, IdBytes));

    /// <summary>
    /// Returns the pseudonym of a surrogate key. The key itself is a log position and would lead back to Bronze. It has
    /// 63 bits: among a billion keys the chance of a collision is one in twenty.
    /// </summary>
    public long Key(string purpose, long key) =>
        BinaryPrimitives.ReadInt64BigEndian(Hash(purpose, key.ToString())) & long.MaxValue;

    /// <summary>
    /// Returns the number of whole days by which all times of a patient are moved back, 1 to <see
    /// cref="ShiftDaysMax"/>.
    /// </summary>
    public int ShiftDays(string patientId) =>
        1 + (int)(BinaryPrimitives.ReadUInt64BigEndian(Hash("shift", patientId)) % ShiftDaysMax);

    private byte[] Hash(string purpose, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\0{text}"));
}
