namespace PatientFlow.Tools.Synapse;

/// <summary>A generated script.</summary>
/// <param name="FileName">Path below <c>synapse/</c>, with forward slashes, such as <c>04_gold_views.sql</c>.</param>
/// <param name="Text">The whole file: lines end in LF, the last one too.</param>
internal sealed record SqlScript(string FileName, string Text);
