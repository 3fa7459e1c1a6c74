using Amqp;

namespace PatientFlow.Tests.Hub;

/// <summary>A connection that was taken, for the library that speaks AMQP on it.</summary>
internal sealed class StreamTransport(Stream stream) : IAsyncTransport
{
    public void SetConnection(Connection connection)
    {
        // Faults are told by what reading and writing throw.
    }

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        foreach (var buffer in bufferList) await stream.WriteAsync(buffer.Buffer.AsMemory(buffer.Offset, buffer.Length));
        await stream.FlushAsync();
    }

    public Task<int> ReceiveAsync(byte[] buffer, int offset, int count) =>
        stream.ReadAsync(buffer.AsMemory(offset, count)).AsTask();

    public void Send(ByteBuffer buffer) => stream.Write(buffer.Buffer, buffer.Offset, buffer.Length);

    public int Receive(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, count);

    public void Close() => stream.Dispose();
}
