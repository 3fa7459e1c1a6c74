using System.Diagnostics;
using PatientFlow.Telemetry;

namespace PatientFlow.Export;

/// <summary>Spans and metrics of one export run and its stages. Owned by: the exporter's turn.</summary>
internal sealed class RunTrace(ExportInstruments instruments, TimeProvider time) : IDisposable
{
    private Activity? runSpan;
    private Activity? stageSpan;
    private ExportLayer? layer;
    private long began;
    private ExportRunState? state;

    /// <summary>Records the progress of the run.</summary>
    public void Follow(ExportProgress progress)
    {
        if (progress.Run is not { } run) return;
        if (state is null) runSpan = FlowMeter.Traces.StartActivity("export run");
        state = run.State;
        if (layer is { } left && run.Stages[(int)left].State is ExportStageState.Succeeded or ExportStageState.Failed)
            EndStage(left, progress.Fault);
        if (layer is null && progress.Step != RunStep.Over) BeginStage(progress.Step.Layer());
        if (progress.Fault is { } fault) runSpan?.SetStatus(ActivityStatusCode.Error, fault.Thrown.GetType().Name);
    }

    /// <summary>Ends the spans. A run that has not ended by itself counts as failed.</summary>
    public void Dispose()
    {
        if (state == ExportRunState.Running)
        {
            state = ExportRunState.Failed;
            runSpan?.SetStatus(ActivityStatusCode.Error);
        }

        if (state is { } reached) instruments.Run(reached);
        stageSpan?.Dispose();
        runSpan?.Dispose();
    }

    private void BeginStage(ExportLayer begun)
    {
        layer = begun;
        stageSpan = FlowMeter.Traces.StartActivity($"export {begun}");
        began = time.GetTimestamp();
    }

    private void EndStage(ExportLayer ended, RunFault? fault)
    {
        if (fault is not null) stageSpan?.SetStatus(ActivityStatusCode.Error, fault.Thrown.GetType().Name);
        instruments.Stage(ended, time.GetElapsedTime(began));
        stageSpan?.Dispose();
        (stageSpan, layer) = (null, null);
    }
}
