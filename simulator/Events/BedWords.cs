using PatientFlow.Events;

namespace PatientFlow.Simulator.Events;

/// <summary>What somebody says of a bed.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Stage">How far cleaning is, of a dirty one.</param>
internal readonly record struct BedWords(BedStatus Status, CleaningStage Stage);
