namespace PatientFlow.Simulator.Worlds;

/// <summary>What falls due in a world.</summary>
internal enum AppointmentKind
{
    /// <summary>Vital signs are taken, and the next reading is planned.</summary>
    Reading,

    /// <summary>The patient should move to another unit.</summary>
    MoveOn,

    /// <summary>The stay ends.</summary>
    Leave,

    /// <summary>The patient's insurance changes.</summary>
    NewInsurance,

    /// <summary>The patient is a year older.</summary>
    Birthday,

    /// <summary>A freed bed is ready for the first in the queue.</summary>
    BedOffer,
}
