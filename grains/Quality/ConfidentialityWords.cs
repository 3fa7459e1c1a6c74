namespace PatientFlow.Quality;

/// <summary>Reads how confidential a patient is. The words are HL7's (FHIR v3-Confidentiality: N, R, V).</summary>
public static class ConfidentialityWords
{
    private static readonly string[] Unrestricted = ["normal", "N", "unrestricted", "U", "low", "L", "moderate", "M"];

    /// <summary>
    /// Whether the patient is to be shown only to those who say why; null if nothing was sent. A word that is not known
    /// restricts: too little shown is mended by asking, too much is not.
    /// </summary>
    public static bool? IsRestricted(string? confidentiality) =>
        confidentiality is null ? null : !Unrestricted.Contains(confidentiality, StringComparer.OrdinalIgnoreCase);
}
