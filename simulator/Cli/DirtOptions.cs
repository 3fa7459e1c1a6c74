using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Simulator.Dirt;

namespace PatientFlow.Simulator.Cli;

/// <summary>The options that say how dirty events are.</summary>
internal sealed class DirtOptions
{
    private static readonly DirtRates Defaults = new();

    private readonly Option<bool> _clean = new("--clean")
    {
        Description = "No dirty events at all; a rate given beside it still holds.",
    };

    private readonly Option<double?> _invalidAge = Rate(
        "--invalid-age-rate", "an impossible age", Defaults.InvalidAge);

    private readonly Option<double?> _futureAdmission = Rate(
        "--future-admission-rate", "an admission 24 to 168 h ahead", Defaults.FutureAdmission);

    private readonly Option<double?> _missingField = Rate(
        "--missing-field-rate", "a field that is null", Defaults.MissingField);

    private readonly Option<double?> _dischargeBeforeAdmit = Rate(
        "--discharge-before-admit-rate", "a discharge before its admission", Defaults.DischargeBeforeAdmit);

    private readonly Option<double?> _departmentTypo = Rate(
        "--department-typo-rate", "a misspelt department", Defaults.DepartmentTypo);

    private readonly Option<double?> _invalidHospitalId = Rate(
        "--invalid-hospital-id-rate", "a hospital id that does not exist", Defaults.InvalidHospitalId);

    private readonly Option<double?> _duplicateEvent = Rate(
        "--duplicate-event-rate", "a repeat with the same id", Defaults.DuplicateEvent);

    public void AddTo(Command command)
    {
        command.Add(_clean);
        Option<double?>[] rates =
        [
            _invalidAge, _futureAdmission, _missingField, _dischargeBeforeAdmit, _departmentTypo, _invalidHospitalId,
            _duplicateEvent,
        ];
        foreach (var rate in rates) command.Add(rate);
    }

    public DirtRates Read(ParseResult line)
    {
        var rates = line.GetValue(_clean) ? DirtRates.None : Defaults;
        return new DirtRates
        {
            InvalidAge = line.GetValue(_invalidAge) ?? rates.InvalidAge,
            FutureAdmission = line.GetValue(_futureAdmission) ?? rates.FutureAdmission,
            MissingField = line.GetValue(_missingField) ?? rates.MissingField,
            DischargeBeforeAdmit = line.GetValue(_dischargeBeforeAdmit) ?? rates.DischargeBeforeAdmit,
            DepartmentTypo = line.GetValue(_departmentTypo) ?? rates.DepartmentTypo,
            InvalidHospitalId = line.GetValue(_invalidHospitalId) ?? rates.InvalidHospitalId,
            DuplicateEvent = line.GetValue(_duplicateEvent) ?? rates.DuplicateEvent,
        };
    }

    private static Option<double?> Rate(string name, string what, double standard) => NumberOption.Of<double>(
        name,
        $"How often an event has {what}. [default: {standard}]",
        "0..1",
        fits: share => share is >= 0 and <= 1,
        demand: "a share from 0 to 1");
}
