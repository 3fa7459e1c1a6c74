namespace PatientFlow.Silo.Api;

/// <summary>The two transfers that a swap is.</summary>
/// <param name="SwapId">Id of the swap.</param>
/// <param name="At">When they changed, UTC: the time of both events.</param>
/// <param name="Transfers">Where the log has them; that of the patient in the bed of the path is the first.</param>
internal sealed record BedSwapAnswerView(string SwapId, DateTime At, IReadOnlyList<SwapTransferView> Transfers);
