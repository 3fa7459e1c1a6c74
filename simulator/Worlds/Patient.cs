namespace PatientFlow.Simulator.Worlds;

/// <summary>A person with one stay or several in turn. Gender and birth never change. Owned by: one world.</summary>
internal sealed class Patient
{
    private int age = -1;
    private DateTime nextBirthday;

    public required Guid Id { get; init; }
    public required string Gender { get; init; }
    public required DateTime BornOn { get; init; }
    public required string Insurance { get; set; }

    /// <summary>The end of the last stay: the next one does not begin before it.</summary>
    public DateTime LeftAt { get; set; }

    /// <summary>Completed years at this time, which must not be before that of an earlier call.</summary>
    public int AgeAt(DateTime time)
    {
        if (age < 0)
        {
            age = time.Year - BornOn.Year;
            if (BornOn.AddYears(age) > time) age--;
            nextBirthday = BornOn.AddYears(age + 1);
        }

        while (time >= nextBirthday) nextBirthday = BornOn.AddYears(++age + 1);
        return age;
    }

    /// <summary>The first birthday after the time that the age was last asked for.</summary>
    public DateTime NextBirthday => nextBirthday;
}
