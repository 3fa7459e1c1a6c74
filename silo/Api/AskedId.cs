namespace PatientFlow.Silo.Api;

/// <summary>What can be the id of a patient. Any other text that a client sends must not activate a grain.</summary>
internal static class AskedId
{
    /// <summary>Characters of an id at most, as the rules of quality have it.</summary>
    public const int CharsMax = 256;

    /// <summary>Whether it can be one; a blank text is no key of a grain.</summary>
    public static bool IsPossible(string id) => !string.IsNullOrWhiteSpace(id) && id.Length <= CharsMax && !id.Any(char.IsControl);
}
