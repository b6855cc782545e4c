namespace AttentionLens;

/// <summary>The base of every error that AttentionLens reports on purpose. The message is one line that says what was found,
/// where, what was expected, and what to do.</summary>
public class LensException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: what was found, where, what was expected, what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LensException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
