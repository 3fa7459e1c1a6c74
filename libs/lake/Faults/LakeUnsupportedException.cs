namespace PatientFlow.Lake;

/// <summary>The file or table is sound, but needs a feature that this library does not have.</summary>
/// <param name="feature">The feature, by the name its specification uses.</param>
public sealed class LakeUnsupportedException(string feature) : LakeException($"Not supported: {feature}.")
{
    /// <summary>The feature, by the name its specification uses.</summary>
    public string Feature { get; } = feature;
}
