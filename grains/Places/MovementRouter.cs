using PatientFlow.Patients;

namespace PatientFlow.Places;

/// <summary>Turns a patient's movement into what each department and bed must be told.</summary>
public static class MovementRouter
{
    /// <summary>Adds the changes that one movement brings, by department key and by bed id.</summary>
    public static void Route(
        string patientId,
        Movement movement,
        Action<string, CensusChange> toDepartment,
        Action<string, CensusChange> toBed)
    {
        var (from, to) = (movement.From, movement.To);
        if (from?.DepartmentKey is { } left && left != to?.DepartmentKey) toDepartment(left, Change(present: false));
        if (to?.DepartmentKey is { } entered) toDepartment(entered, Change(present: true));
        if (from?.BedId is { } freed && freed != to?.BedId) toBed(freed, Change(present: false));
        if (to?.BedId is { } taken) toBed(taken, Change(present: true));

        CensusChange Change(bool present) => new()
        {
            PatientId = patientId,
            Sequence = movement.Sequence,
            Present = present,
            Since = movement.Since,
            Gender = movement.Gender,
            BedId = present ? to?.BedId : from?.BedId,
        };
    }
}
