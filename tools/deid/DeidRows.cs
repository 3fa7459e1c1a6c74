using System.Diagnostics;
using PatientFlow.Lake;

namespace PatientFlow.Tools.Deid;

/// <summary>Converts rows of Gold to de-identified ones. Owned by: one run.</summary>
internal sealed class DeidRows(Pseudonyms pseudonyms, CommonTexts texts)
{
    private readonly Dictionary<string, (string Id, int ShiftDays)> patients = new(StringComparer.Ordinal);

    /// <summary>Appends one row to a batch of the table's de-identified schema.</summary>
    public void Append(DeidTable table, ColumnBatch from, int row, ColumnBatch to)
    {
        var shift = from.Schema.TryIndexOf("patient_id", out _) ? Patient(from, row).ShiftDays : 0;
        for (var i = 0; i < table.Rules.Count; i++)
        {
            var (name, rule) = table.Rules[i];
            var (source, target) = (from[name], to.Columns[i]);
            if (source.IsNull(row)) target.AppendNull();
            else Append(rule, name, source, row, shift, target, from);
        }
    }

    private void Append(
        DeidRule rule, string name, Column source, int row, int shift, Column target, ColumnBatch from)
    {
        switch (rule, source, target)
        {
            case (DeidRule.Keep, _, _):
                target.AppendFrom(source, row);
                break;
            case (DeidRule.Patient, _, TextColumn text):
                text.Append(Patient(from, row).Id);
                break;
            case (DeidRule.VersionKey or DeidRule.StayKey or DeidRule.EventKey, Int64Column key, Int64Column pseudonym):
                pseudonym.Append(pseudonyms.Key($"{rule}", key[row]));
                break;
            case (DeidRule.Shift, TimestampColumn at, TimestampColumn shifted):
                shifted.Append(at[row] - (shift * TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond));
                break;
            case (DeidRule.Shift, DateColumn day, DateColumn shifted):
                shifted.Append(day[row] - shift);
                break;
            case (DeidRule.Age, Int32Column age, Int32Column grouped):
                grouped.Append(Math.Min(age[row], DeidTables.AgeMax));
                break;
            case (DeidRule.Common, TextColumn text, TextColumn common):
                common.Append(texts.Of(name, text.GetString(row)));
                break;
            default:
                throw new UnreachableException($"{rule} has no meaning for {name}.");
        }
    }

    private (string Id, int ShiftDays) Patient(ColumnBatch from, int row)
    {
        var id = from.Get<TextColumn>("patient_id").GetString(row);
        if (!patients.TryGetValue(id, out var patient))
            patients.Add(id, patient = (pseudonyms.Id("patient", id), pseudonyms.ShiftDays(id)));
        return patient;
    }
}
