namespace Orleans;

/// <summary>The stages of a silo. It starts upwards and stops downwards.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>The lowest.</summary>
    public const int First = int.MinValue;

    /// <summary>Silo internals.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Runtime services.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage opens here, and closes here on the way down.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Grains can be called from here on.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>Services of the application.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>On the way down: every grain is deactivated here.</summary>
    public const int GrainDeactivation = 19998;

    /// <summary>Just before the silo is active; on the way down, after the stream agents have stopped.</summary>
    public const int BecomeActive = 19999;

    /// <summary>The silo is active; startup tasks run here. Stream agents start right after it.</summary>
    public const int Active = 20000;

    /// <summary>The highest.</summary>
    public const int Last = int.MaxValue;
}
