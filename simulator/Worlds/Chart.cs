using PatientFlow.Events;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>Writes what happens to a stay as an event. It changes nothing but the random sequence.</summary>
internal sealed class Chart(Xoshiro256 random)
{
    private static readonly Weighted<string> EmergencyPriorities = Wire.PrioritiesOf(70, 25, 0, 5);
    private static readonly Weighted<string> IntensivePriorities = Wire.PrioritiesOf(60, 25, 5, 10);
    private static readonly Weighted<string> MaternityPriorities = Wire.PrioritiesOf(20, 20, 55, 5);
    private static readonly Weighted<string> EmergencyStatuses = Wire.StatusesOf(80, 9, 10, 1);
    private static readonly Weighted<string> IntensiveStatuses = Wire.StatusesOf(45, 38, 2, 15);
    private static readonly Weighted<string> YoungStatuses = Wire.StatusesOf(94, 4, 1.8, 0.2);

    public GeneratedEvent Admission(SimulatedStay stay, DateTime now) => Placed(EventKind.Admission, stay, now) with
    {
        Gender = stay.Patient.Gender,
        Age = stay.Patient.AgeAt(now),
        AdmissionTime = stay.AdmittedAt,
        ExpectedDischargeTime =
            stay.AdmittedAt.AddHours(Wire.ExpectedStayHours(random, stay.Unit.Department.AverageStayHours)),
        Priority = Priorities(stay.Unit.Role).Draw(random),
        DiagnosisCode = stay.Diagnosis,
        InsuranceType = stay.Patient.Insurance,
    };

    public GeneratedEvent Discharge(SimulatedStay stay, DateTime now) => Placed(EventKind.Discharge, stay, now) with
    {
        Gender = stay.Patient.Gender,
        Age = stay.Patient.AgeAt(now),
        AdmissionTime = stay.AdmittedAt,
        DischargeTime = now,
        LengthOfStayHours = Wire.Hours(now - stay.AdmittedAt),
        DischargeStatus = Statuses(stay.Unit.Role).Draw(random),
        DiagnosisCode = stay.Diagnosis,
        InsuranceType = stay.Patient.Insurance,
    };

    public GeneratedEvent Transfer(SimulatedStay stay, DateTime now) =>
        Placed(EventKind.Transfer, stay, now) with { AdmissionTime = stay.AdmittedAt };

    public GeneratedEvent Reading(SimulatedStay stay, DateTime now) => Placed(EventKind.Vitals, stay, now);

    public GeneratedEvent Update(SimulatedStay stay, DateTime now) => new()
    {
        Kind = EventKind.Update,
        EventId = random.Uuid(),
        PatientId = stay.Patient.Id,
        EventTime = now,
        Gender = stay.Patient.Gender,
        Age = stay.Patient.AgeAt(now),
        InsuranceType = stay.Patient.Insurance,
    };

    private GeneratedEvent Placed(EventKind kind, SimulatedStay stay, DateTime now) => new()
    {
        Kind = kind,
        EventId = random.Uuid(),
        PatientId = stay.Patient.Id,
        EventTime = now,
        Department = stay.Unit.Department.Name,
        HospitalId = stay.Unit.Hospital.Id,
        HospitalName = stay.Unit.Hospital.Name,
        BedId = stay.Unit.BedId(stay.Bed),
        Vitals = VitalRanges.Draw(random, stay.Patient.AgeAt(now), stay.Unit.Role),
    };

    private static Weighted<string> Priorities(DepartmentRole role) => role switch
    {
        DepartmentRole.Emergency => EmergencyPriorities,
        DepartmentRole.Intensive => IntensivePriorities,
        DepartmentRole.Maternity => MaternityPriorities,
        _ => Wire.Priorities,
    };

    private static Weighted<string> Statuses(DepartmentRole role) => role switch
    {
        DepartmentRole.Emergency => EmergencyStatuses,
        DepartmentRole.Intensive => IntensiveStatuses,
        DepartmentRole.Maternity or DepartmentRole.Pediatric => YoungStatuses,
        _ => Wire.Statuses,
    };
}
