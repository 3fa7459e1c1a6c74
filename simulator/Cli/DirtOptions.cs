using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Simulator.Dirt;

namespace PatientFlow.Simulator.Cli;

/// <summary>Options for the rates of dirty events.</summary>
internal sealed class DirtOptions
{
    private static readonly DirtRates Defaults = new();

    private readonly Option<bool> clean = new("--clean")
    {
        Description = "No dirty events at all; a rate given beside it still holds.",
    };

    private readonly Option<double?> invalidAge = Rate(
        "--invalid-age-rate", "an impossible age", Defaults.InvalidAge);

    private readonly Option<double?> futureAdmission = Rate(
        "--future-admission-rate", "an admission 24 to 168 h ahead", Defaults.FutureAdmission);

    private readonly Option<double?> missingField = Rate(
        "--missing-field-rate", "a field that is null", Defaults.MissingField);

    private readonly Option<double?> dischargeBeforeAdmit = Rate(
        "--discharge-before-admit-rate", "a discharge before its admission", Defaults.DischargeBeforeAdmit);

    private readonly Option<double?> departmentTypo = Rate(
        "--department-typo-rate", "a misspelt department", Defaults.DepartmentTypo);

    private readonly Option<double?> invalidHospitalId = Rate(
        "--invalid-hospital-id-rate", "a hospital id that does not exist", Defaults.InvalidHospitalId);

    private readonly Option<double?> duplicateEvent = Rate(
        "--duplicate-event-rate", "a repeat with the same id", Defaults.DuplicateEvent);

    public void AddTo(Command command)
    {
        command.Add(clean);
        Option<double?>[] rates =
        [
            invalidAge, futureAdmission, missingField, dischargeBeforeAdmit, departmentTypo, invalidHospitalId,
            duplicateEvent,
        ];
        foreach (var rate in rates) command.Add(rate);
    }

    public DirtRates Read(ParseResult line)
    {
        var rates = line.GetValue(clean) ? DirtRates.None : Defaults;
        return new DirtRates
        {
            InvalidAge = line.GetValue(invalidAge) ?? rates.InvalidAge,
            FutureAdmission = line.GetValue(futureAdmission) ?? rates.FutureAdmission,
            MissingField = line.GetValue(missingField) ?? rates.MissingField,
            DischargeBeforeAdmit = line.GetValue(dischargeBeforeAdmit) ?? rates.DischargeBeforeAdmit,
            DepartmentTypo = line.GetValue(departmentTypo) ?? rates.DepartmentTypo,
            InvalidHospitalId = line.GetValue(invalidHospitalId) ?? rates.InvalidHospitalId,
            DuplicateEvent = line.GetValue(duplicateEvent) ?? rates.DuplicateEvent,
        };
    }

    private static Option<double?> Rate(string name, string what, double standard) => NumberOption.Of<double>(
        name,
        $"How often an event has {what}. [default: {standard}]",
        "0..1",
        fits: share => share is >= 0 and <= 1,
        demand: "a share from 0 to 1");
}
