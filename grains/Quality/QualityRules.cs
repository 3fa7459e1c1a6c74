using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Quality;

/// <summary>
/// The seven quality rules, in order, and the further checks. "Now" is the event's own timestamp, so that a replay
/// gives the same flags. Source: seed-spec sections 6 and 9.
/// </summary>
public static class QualityRules
{
    private const int AgeMax = 120;
    private const string UnknownHospital = "UNKNOWN";
    private static readonly TimeSpan Instant = TimeSpan.FromMicroseconds(1);

    /// <summary>Why a clean event can be given to no patient or bed; it goes to quarantine, and stays in Bronze.</summary>
    public static UnusableReason Unattributable(PatientEvent e) => e.Kind != EventKind.BedStatus
        ? Unattributable(e.PatientId, e.EventType, e.Kind)
        : e.Bed is not null ? UnusableReason.None
        : e.BedId is null || e.Extra.HasFlag(ExtraFlags.UnknownBed) ? UnusableReason.UnknownBed
        : UnusableReason.UnknownBedStatus;

    /// <summary>
    /// The same of an event as it was sent: cleaning changes neither its patient nor its type. Which beds exist is not known
    /// here.
    /// </summary>
    public static UnusableReason Unattributable(in WireEvent wire)
    {
        var kind = Kind(wire.EventType);
        return kind != EventKind.BedStatus ? Unattributable(wire.PatientId, wire.EventType, kind)
            : Trimmed(wire.BedId) is null ? UnusableReason.UnknownBed
            : BedStatusReading.Status(wire) is null ? UnusableReason.UnknownBedStatus
            : UnusableReason.None;
    }

    private static UnusableReason Unattributable(string? patientId, string? eventType, EventKind kind) =>
        patientId is null ? UnusableReason.MissingPatientId
        : eventType is null ? UnusableReason.MissingEventType
        : kind == EventKind.Unknown ? UnusableReason.UnknownEventType
        : UnusableReason.None;

    /// <summary>Cleans one event.</summary>
    /// <param name="wire">The event as sent; it has an event id.</param>
    /// <param name="partition">Partition of the log that holds it.</param>
    /// <param name="offset">Offset in that partition.</param>
    /// <param name="appendTime">When the log received it, UTC: "now" for an event without its own timestamp.</param>
    /// <param name="network">The hospitals and departments that exist.</param>
    public static PatientEvent Clean(
        in WireEvent wire, int partition, long offset, DateTime appendTime, NetworkMap network)
    {
        ArgumentException.ThrowIfNullOrEmpty(wire.EventId);
        var flags = QualityFlags.None;
        appendTime = WireTime.ToMicroseconds(appendTime);
        var now = wire.EventTimestamp ?? appendTime;
        var kind = Kind(wire.EventType, out var eventType);

        // A clock that shows whole seconds, or minutes, is behind by up to one of them: that is no future.
        var soon = now + (wire.EventTimePrecision > Instant ? wire.EventTimePrecision : Instant);
        var admission = wire.AdmissionTime;
        if (admission >= soon)
        {
            admission = now;
            flags |= QualityFlags.FutureAdmission;
        }

        var age = wire.Age;
        if (age is < 0 or > AgeMax)
        {
            age = null;
            flags |= QualityFlags.InvalidAge;
        }

        var discharge = wire.DischargeTime;
        if (discharge < admission)
        {
            discharge = null;
            flags |= QualityFlags.DischargeBeforeAdmit;
        }

        var department = Department(wire.Department, network, ref flags, out var unknownDepartment);
        var hospital = Hospital(wire, network, ref flags, out var hospitalName, out var fromBed);
        if (wire.PatientId is null && kind != EventKind.BedStatus) flags |= QualityFlags.MissingPatientId;
        if (wire.EventType is null) flags |= QualityFlags.MissingEventType;
        var bed = wire.BedId is null ? null : network.FindBed(wire.BedId);
        if (department is null && !NeedsNoDepartment(kind)) flags |= QualityFlags.MissingDepartment;

        return new PatientEvent
        {
            Partition = partition,
            Offset = offset,
            AppendTime = appendTime,
            EventTime = now,
            EventTimestamp = wire.EventTimestamp,
            Kind = kind,
            EventType = eventType,
            EventId = wire.EventId,
            PatientId = wire.PatientId,
            Gender = wire.Gender,
            Age = age,
            Department = department,
            HospitalId = hospital,
            HospitalName = hospitalName,
            BedId = bed?.BedId ?? Trimmed(wire.BedId),
            AdmissionTime = admission,
            ExpectedDischargeTime = wire.ExpectedDischargeTime,
            AdmissionPriority = wire.AdmissionPriority,
            DiagnosisCode = wire.DiagnosisCode,
            InsuranceType = wire.InsuranceType,
            Vitals = wire.Vitals,
            DischargeTime = discharge,
            LengthOfStayHours = LengthOfStay(wire, admission, discharge, flags),
            DischargeStatus = wire.DischargeStatus,
            Flags = flags,
            Extra = Extra(wire, kind) | OfBed(wire, bed, department, hospital)
                | (discharge >= soon ? ExtraFlags.FutureDischarge : 0)
                | (eventType != wire.EventType ? ExtraFlags.TextCleaned : 0)
                | (unknownDepartment ? ExtraFlags.UnknownDepartment : 0)
                | (fromBed && kind != EventKind.BedStatus ? ExtraFlags.HospitalFromBed : 0)
                | (kind == EventKind.BedStatus ? BedStatusReading.Flags(wire) : 0),
            IsRestricted = ConfidentialityWords.IsRestricted(wire.Confidentiality),
            Bed = kind == EventKind.BedStatus ? BedStatusReading.Read(wire, network) : null,
        };
    }

    /// <summary>Returns the kind of an event type, and the type in upper case where it is a known one.</summary>
    /// <summary>Returns the kind of an event type as the reader returns it, in any case.</summary>
    public static EventKind Kind(string? eventType) => Kind(eventType, out _);

    private static EventKind Kind(string? sent, out string? eventType)
    {
        eventType = sent;
        var kind = KindOf(sent);
        if (kind != EventKind.Unknown || sent is null) return kind;
        var upper = sent.ToUpperInvariant();
        kind = KindOf(upper);
        if (kind != EventKind.Unknown) eventType = upper;
        return kind;
    }

    private static EventKind KindOf(string? eventType) => eventType switch
    {
        "ADMISSION" => EventKind.Admission,
        "TRANSFER" => EventKind.Transfer,
        "UPDATE" => EventKind.Update,
        "VITALS" => EventKind.Vitals,
        "DISCHARGE" => EventKind.Discharge,
        "BED_STATUS" => EventKind.BedStatus,
        "CANCEL_TRANSFER" => EventKind.CancelTransfer,
        "CANCEL_DISCHARGE" => EventKind.CancelDischarge,
        _ => EventKind.Unknown,
    };

    // A cancel speaks of a place that is known; a bed has its department.
    private static bool NeedsNoDepartment(EventKind kind) => kind is EventKind.Update or EventKind.Vitals
        or EventKind.BedStatus or EventKind.CancelTransfer or EventKind.CancelDischarge;

    private static string? Department(string? sent, NetworkMap network, ref QualityFlags flags, out bool unknown)
    {
        unknown = false;
        if (Trimmed(sent) is not { } trimmed) return null;
        var name = network.DepartmentName(trimmed);
        if (name == sent) return name;
        flags |= QualityFlags.DepartmentTypo;
        unknown = name is null;
        return name ?? trimmed;
    }

    private static int? Hospital(
        in WireEvent wire, NetworkMap network, ref QualityFlags flags, out string? name, out bool fromBed)
    {
        fromBed = false;
        name = wire.HospitalName;
        if (wire.HospitalId is { } id)
        {
            if (network.HospitalName(id) is { } known)
            {
                if (name is null or UnknownHospital) name = known;
                return id;
            }

            flags |= QualityFlags.InvalidHospitalId;
        }

        if (name == UnknownHospital) name = null;
        if (wire.BedId is null || network.HospitalOfBed(wire.BedId) is not { } ofBed) return null;
        fromBed = true;
        name = network.HospitalName(ofBed);
        return ofBed;
    }

    // A time that a rule made up is not used for a length: the seed computed 0 h or negative hours from it (defect 13).
    private static double? LengthOfStay(in WireEvent wire, DateTime? admission, DateTime? discharge, QualityFlags flags)
    {
        if ((flags & (QualityFlags.FutureAdmission | QualityFlags.DischargeBeforeAdmit)) != 0) return null;
        if (admission is { } from && discharge is { } to) return StayLength.Hours(from, to);
        return wire.LengthOfStayHours >= 0 ? Math.Abs(wire.LengthOfStayHours.Value) : null; // Avoids -0.0.
    }

    private static ExtraFlags Extra(in WireEvent wire, EventKind kind)
    {
        var extra = ExtraFlags.None;
        if (kind is EventKind.Admission or EventKind.Discharge)
        {
            if (wire.Gender is null) extra |= ExtraFlags.MissingGender;
            if (wire.Age is null && !wire.AgeMalformed) extra |= ExtraFlags.MissingAge;
            if (wire.DiagnosisCode is null) extra |= ExtraFlags.MissingDiagnosis;
            if (wire.InsuranceType is null) extra |= ExtraFlags.MissingInsurance;
            if (wire.AdmissionTime is null) extra |= ExtraFlags.NullAdmissionTime;
        }

        if (wire.EventTimestamp is null) extra |= ExtraFlags.MissingEventTime;
        if (wire.Malformed) extra |= ExtraFlags.MalformedField;
        if (wire.EventType is not null && kind == EventKind.Unknown) extra |= ExtraFlags.UnknownEventType;
        if (wire.NumberAsText) extra |= ExtraFlags.NumberAsText;
        if (wire.IdTrimmed) extra |= ExtraFlags.IdTrimmed;
        if (wire.TextCleaned) extra |= ExtraFlags.TextCleaned;
        return extra;
    }

    private static ExtraFlags OfBed(in WireEvent wire, BedAddress? bed, string? department, int? hospital)
    {
        if (bed is null) return string.IsNullOrWhiteSpace(wire.BedId) ? 0 : ExtraFlags.UnknownBed;
        var isElsewhere = (department is not null && bed.Department != department) || (hospital is not null && bed.HospitalId != hospital);
        return isElsewhere ? ExtraFlags.BedElsewhere : 0;
    }

    private static string? Trimmed(string? sent) => sent?.Trim() is { Length: > 0 } text ? text : null;
}
