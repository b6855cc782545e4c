using System.Text;

namespace AttentionLens.Engine;

/// <summary>Gives lines of bounded length: a file without line ends must not fill the memory.</summary>
internal sealed class LineSource(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[1 << 13];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The next line without its end, or null after the last.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                return _line.Length == 0 ? null : _line.ToString();
            }

            int end = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
            int length = end < 0 ? _end - _start : end;
            if (_line.Length + length > longest)
            {
                throw new IOException($"A line is longer than {longest} characters.");
            }

            _line.Append(_buffer, _start, length);
            _start += end < 0 ? length : length + 1;
            if (end >= 0)
            {
                return _line.ToString();
            }
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (!_ended)
        {
            _start = 0;

            // A read from a pipe that nobody writes to does not end by itself when it is cancelled.
            _end = await reader.ReadAsync(_buffer, cancellationToken).AsTask().WaitAsync(cancellationToken);
            _ended = _end == 0;
        }

        return !_ended;
    }
}
