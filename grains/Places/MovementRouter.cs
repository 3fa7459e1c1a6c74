using PatientFlow.Patients;

namespace PatientFlow.Places;

/// <summary>Turns a patient's movement into the changes to tell each department.</summary>
public static class MovementRouter
{
    /// <summary>Adds the changes of one movement, by department key.</summary>
    public static void Route(
        string patientId,
        Movement movement,
        Action<string, CensusChange> toDepartment)
    {
        var (from, to) = (movement.From, movement.To);
        if (from?.DepartmentKey is { } left && left != to?.DepartmentKey) toDepartment(left, Change(present: false));
        if (to?.DepartmentKey is { } entered) toDepartment(entered, Change(present: true));

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
