using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// What stands for a patient where nobody may know who it is: HMAC-SHA256 of the id under a secret key, another one for
/// each purpose. The same patient has the same pseudonym and shift in every run with that key.
/// </summary>
internal sealed class Pseudonyms(byte[] key)
{
    /// <summary>Days that a patient's dates are moved back at most; a year hides the season.</summary>
    public const int ShiftDaysMax = 365;

    private const int IdBytes = 16;

    /// <summary>The pseudonym of a text id: 32 hexadecimal digits.</summary>
    public string Id(string purpose, string id) => Convert.ToHexStringLower(Hash(purpose, id).AsSpan(0, IdBytes));

    /// <summary>
    /// The pseudonym of a surrogate key, which as a place in the log would lead back to Bronze. 63 bits: among a billion
    /// keys the chance that two meet is one in twenty.
    /// </summary>
    public long Key(string purpose, long key) =>
        BinaryPrimitives.ReadInt64BigEndian(Hash(purpose, key.ToString())) & long.MaxValue;

    /// <summary>Whole days by which all times of a patient are moved back, 1 to <see cref="ShiftDaysMax"/>.</summary>
    public int ShiftDays(string patientId) =>
        1 + (int)(BinaryPrimitives.ReadUInt64BigEndian(Hash("shift", patientId)) % ShiftDaysMax);

    private byte[] Hash(string purpose, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\0{text}"));
}
