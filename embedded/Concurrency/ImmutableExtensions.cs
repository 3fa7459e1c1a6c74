namespace Orleans.Concurrency;

/// <summary>Wraps values as <see cref="Immutable{T}"/>.</summary>
public static class ImmutableExtensions
{
    /// <summary>Wraps the value.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
