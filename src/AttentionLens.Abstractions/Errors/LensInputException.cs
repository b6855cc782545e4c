namespace AttentionLens;

/// <summary>Something that came from outside (a model file, a text, an argument, a corpus, a configuration) cannot be used.
/// The command line prints the message as its one line and ends with exit code 2.</summary>
public class LensInputException : LensException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: what was found, where, what was expected, what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public LensInputException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
