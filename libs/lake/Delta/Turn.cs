using System.Threading.Channels;

namespace PatientFlow.Lake.Delta;

/// <summary>Admits one caller at a time. It needs no disposal, so its owner does not either.</summary>
internal sealed class Turn
{
    private readonly Channel<bool> place = Channel.CreateBounded<bool>(1);

    public ValueTask EnterAsync(CancellationToken cancellationToken) =>
        place.Writer.WriteAsync(true, cancellationToken);

    public void Leave() => place.Reader.TryRead(out _);
}
