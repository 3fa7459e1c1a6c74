namespace PatientFlow.Simulator.Worlds;

/// <summary>A person with one stay or several in turn. Gender and birth never change. Owned by: one world.</summary>
internal sealed class Patient
{
    private int _age = -1;
    private DateTime _nextBirthday;

    public required Guid Id { get; init; }
    public required string Gender { get; init; }
    public required DateTime BornOn { get; init; }
    public required string Insurance { get; set; }

    /// <summary>The end of the last stay: the next one does not begin before it.</summary>
    public DateTime LeftAt { get; set; }

    /// <summary>Completed years at this time, which must not be before that of an earlier call.</summary>
    public int AgeAt(DateTime time)
    {
        if (_age < 0)
        {
            _age = time.Year - BornOn.Year;
            if (BornOn.AddYears(_age) > time) _age--;
            _nextBirthday = BornOn.AddYears(_age + 1);
        }

        while (time >= _nextBirthday) _nextBirthday = BornOn.AddYears(++_age + 1);
        return _age;
    }

    /// <summary>The first birthday after the time that the age was last asked for.</summary>
    public DateTime NextBirthday => _nextBirthday;
}
