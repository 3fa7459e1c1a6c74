namespace PatientFlow.Tests.Kpi;

/// <summary>A row of a KPI: what it is of, and its figures.</summary>
/// <param name="Key">Values of the key columns, joined by a bar.</param>
/// <param name="Figures">Its figures in the order of the columns; null for none.</param>
internal sealed record KpiRow(string Key, params double?[] Figures);
